package dev.agentguard.rules.prose;

/** What rules are written with in Chinese and Japanese, whose words are not divided. */
final class AsianWords {

    /** Refuses what stands in front of it. */
    static final String REFUSED = "refused-before";

    static final ForeignWords CHINESE = ForeignWords.of("""
        禁止|严禁|不得|不要|不可|不准|不允许|绝不|绝不能|切勿|请勿|永远不要|绝对不要|不能|不应|不许|永不|不执行: never
        未经|没有|无: without
        除非: unless
        之前|以前: before
        询问|先问|请求: ask
        授权|批准|许可|同意|确认|要求|指令|指示|允许: approval
        用户: user
        明确: explicit
        删除|清空: delete
        修改|更改|编辑|改动|变更|更新: modify
        覆盖: overwrite
        改名|重命名: rename
        创建|新建: create
        添加|新增: add
        运行|执行|启动|代跑|跑: run
        使用: use
        提交: commit
        推送: push
        合并: merge
        发布|公开发布: publish
        部署: deploy
        安装: install
        读取|查看: read
        直接|批量处理|批量:
        文件: files
        目录|文件夹|顶层目录: folder
        数据库: database
        数据: data
        分支: branch
        依赖: dependencies
        命令: commands
        生产环境|生产: production
        代码: code
        或|和|与|及|、|以及: or
        ，: ,
        任何|现有|内部|所有|此|该|这些|新的|新|的|下的|下|中|在|终端|将|对|把|目录下的|行为|以下|一切: the
        """, false);

    static final ForeignWords JAPANESE = ForeignWords.of("""
        しないこと|ないこと|しない|行わない|てはいけない|てはならない|ないでください|禁止|しないでください|を行わない|行わないこと|実行しないこと: refused-before
        許可なく|許可なし|承認なし|確認なし|承認なく|確認なく|許可なしに: without approval
        許可|承認: approval
        実行前に必ずユーザーに確認|必ずユーザーに確認|事前にユーザーに確認|ユーザーに確認|事前に確認: requires approval
        などが必要そうな場合は|などが必要な場合は|必要な場合は|場合は|など|すること:
        ブランチ作成: create branch
        ユーザーの|ユーザー: user
        実行|実行前: run
        削除: delete
        変更|編集|修正|書き換え: modify
        読み取ら|読ま|読み取り: read
        追加する|追加: add
        上書き: overwrite
        作成: create
        コミット: commit
        プッシュ: push
        マージ: merge
        使用|使わ: use
        インストール: install
        公開: publish
        送信: send
        ファイル: files
        ディレクトリ|フォルダ: folder
        データベース: database
        依存関係|依存: dependencies
        ブランチ: branch
        や|と|、|または|も: or
        を|の|は|に|で|が|こと|直接|する: the
        """, false);

    private AsianWords() {}
}
